//! same
