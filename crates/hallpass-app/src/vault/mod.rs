//! Secrets in the OS keyring: service `Hallpass`, user `<profile>/<kind>/<account>`. Never a file.
