//! Reading as a whole: every shape that people paste.
