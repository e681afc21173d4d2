//! Reading and editing of the unified manifest.
