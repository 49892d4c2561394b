//! What is said when something fails in kinds, scales, layout and writers.
