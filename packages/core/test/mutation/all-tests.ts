// In one file, so that a mutant costs one start of a worker; the cheap and telling ones first.
import '../classify-path.test'
import '../anonymize-url.test'
import '../anonymize-text.test'
import '../sanitize-metadata.test'
import '../prepare-event.test'
import '../payload.test'
import '../personal-data.test'
import '../properties.test'
