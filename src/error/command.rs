//! What is said when something fails in the command line: flags, outputs, registries.
