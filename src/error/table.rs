//! What is said when something fails in transforms: expressions, groups, bins.
