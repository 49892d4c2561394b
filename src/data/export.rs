//! A frame as bytes: CSV, Parquet, JSON, Arrow.
