"""A grid whose cells begin and end where the file says, not half way: bounds.nc (netCDF4 1.7.5)."""

from pathlib import Path

import netCDF4
import numpy as np

with netCDF4.Dataset(Path(__file__).parent / "bounds.nc", "w") as f:
    f.Conventions = "CF-1.8"
    for name, size in {"time": 3, "depth": 4, "two": 2}.items():
        f.createDimension(name, size)
    time = f.createVariable("time", "f8", ("time",))
    time.units, time.bounds = "days since 2001-01-01", "time_bounds"
    time[:] = [15.5, 45, 74.5]
    f.createVariable("time_bounds", "f8", ("time", "two"))[:] = [[0, 31], [31, 59], [59, 90]]
    depth = f.createVariable("depth", "f4", ("depth",))
    depth.units, depth.positive, depth.bounds = "m", "down", "depth_bounds"
    depth[:] = [5, 20, 60, 150]
    f.createVariable("depth_bounds", "f4", ("depth", "two"))[:] = [[10, 0], [30, 10], [100, 30], [200, 100]]
    salt = f.createVariable("salt", "f4", ("time", "depth"))
    salt.long_name, salt.units = "Salinity", "1"
    salt[:] = 34 + np.arange(12).reshape(3, 4) / 10
