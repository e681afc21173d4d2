//! Entra's rules, one file each: the words of its answer, the code, the tests.
