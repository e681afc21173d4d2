//! The practice tenant as the product uses it: one that is shared by a run file, or one of its own for a rehearsal.
