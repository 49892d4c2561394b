//! What is said when something fails in opening and reading sources.
