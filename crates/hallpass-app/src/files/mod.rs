//! Reading and writing of the user's files, atomically, with what stood there kept.
