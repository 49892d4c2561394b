"""Write the gridded files of this folder, and what xarray reads from them.

Run in an environment with numpy, netCDF4, xarray and cftime, from the top of the repository:

    python testdata/grid/make.py
"""

import json
import warnings
from pathlib import Path

import cftime
import netCDF4
import numpy as np
import xarray as xr

HERE = Path(__file__).parent
REFERENCE = HERE.parent / "reference" / "xarray"
warnings.filterwarnings("ignore")


def air(path):
    """Air temperature over a continent: packed, compressed, every twelve hours of January."""
    rng = np.random.default_rng(6)
    time = np.arange(0, 31 * 24, 12)
    lat = np.arange(70, 20, -5, dtype="f4")
    lon = np.arange(200, 330, 10, dtype="f4")
    t, y, x = np.meshgrid(time, lat, lon, indexing="ij")
    values = (
        298
        - 0.55 * (y - 20)
        + 6 * np.sin(np.radians(2 * x))
        + 4 * np.cos(2 * np.pi * t / 24)
        + 5 * np.sin(2 * np.pi * t / 24 / 9 + np.radians(3 * x))
        + rng.normal(0, 0.7, t.shape)
    )
    with netCDF4.Dataset(path, "w") as f:
        f.title = "Air temperature near the surface, made up"
        f.Conventions = "CF-1.8"
        f.createDimension("time", None)
        f.createDimension("lat", len(lat))
        f.createDimension("lon", len(lon))
        v = f.createVariable("time", "f4", ("time",), chunksizes=(62,))
        v.units, v.standard_name, v.long_name = "hours since 2014-01-01", "time", "Time"
        v.calendar = "standard"
        v[:] = time
        v = f.createVariable("lat", "f4", ("lat",))
        v.units, v.standard_name, v.long_name, v.axis = "degrees_north", "latitude", "Latitude", "Y"
        v[:] = lat
        v = f.createVariable("lon", "f4", ("lon",))
        v.units, v.standard_name, v.long_name, v.axis = "degrees_east", "longitude", "Longitude", "X"
        v[:] = lon
        v = f.createVariable(
            "air", "i2", ("time", "lat", "lon"), zlib=True, shuffle=True, complevel=9,
            chunksizes=(31, 10, 13), fill_value=-32767,
        )
        v.units, v.long_name = "K", "Air temperature"
        v.scale_factor, v.add_offset = 0.05, 250.0
        masked = np.ma.masked_where(rng.random(values.shape) < 0.01, values)
        masked[:, 0, 0] = np.ma.masked
        v[:] = masked


def wind(path):
    """Wind over a sea at three times: a jet in the north, two vortices that drift, an island."""
    rng = np.random.default_rng(9)
    time = np.array([0, 12, 24])
    lat = np.arange(60, 41.9, -1, dtype="f4")
    lon = np.arange(-30, 2.1, 1, dtype="f4")
    t, y, x = np.meshgrid(time / 24, lat, lon, indexing="ij")
    jet = np.exp(-(((y - 56 - 1.5 * np.sin(np.radians(9 * x))) / 2.2) ** 2))
    u = 3 + 19 * jet
    v = 5 * jet * np.cos(np.radians(9 * x))
    for east, north, turn, size in ((-23 + 6 * t, 49 + t, 15, 4.5), (-7 + 3 * t, 47, -11, 4)):
        dx, dy = (x - east) / size, (y - north) / size
        weight = turn * np.exp((1 - dx**2 - dy**2) / 2)
        u, v = u - weight * dy, v + weight * dx
    island = ((x + 5) ** 2 / 4 + (y - 52) ** 2) < 1.7
    with netCDF4.Dataset(path, "w") as f:
        f.title, f.Conventions = "Wind at 10 m, made up", "CF-1.8"
        for name, size in (("time", None), ("lat", len(lat)), ("lon", len(lon))):
            f.createDimension(name, size)
        c = f.createVariable("time", "i4", ("time",), chunksizes=(3,))
        c.units, c.standard_name, c.long_name = "hours since 2014-01-01", "time", "Time"
        c[:] = time
        for name, places, sign in (("lat", lat, "north"), ("lon", lon, "east")):
            c = f.createVariable(name, "f4", (name,))
            c.long_name = {"lat": "Latitude", "lon": "Longitude"}[name]
            c.units, c.standard_name = f"degrees_{sign}", c.long_name.lower()
            c[:] = places
        for name, values, word in (("u10", u, "Eastward"), ("v10", v, "Northward")):
            c = f.createVariable(
                name, "i2", ("time", "lat", "lon"), zlib=True, shuffle=True, complevel=9,
                chunksizes=(3, len(lat), len(lon)), fill_value=-32767,
            )
            c.units, c.long_name, c.scale_factor = "m/s", f"{word} wind at 10 m", 0.01
            c.standard_name = f"{word.lower()}_wind"
            c[:] = np.ma.masked_where(island, values + rng.normal(0, 0.3, values.shape))


def kinds(path, format):
    """Types, fills, valid ranges, characters, two-dimensional coordinates, descending levels."""
    rng = np.random.default_rng(7)
    with netCDF4.Dataset(path, "w", format=format) as f:
        f.set_auto_maskandscale(False)
        f.createDimension("time", None)
        f.createDimension("y", 4)
        f.createDimension("x", 5)
        f.createDimension("level", 3)
        f.createDimension("letters", 6)
        v = f.createVariable("time", "i4", ("time",), chunksizes=(4,))
        v.units = "days since 1990-1-1 0:0:0"
        v[:] = [0, 31, 59, 90]
        v = f.createVariable("level", "f8", ("level",))
        v.units, v.positive = "hPa", "down"
        v[:] = [1000, 850.5, 500]
        v = f.createVariable("name", "S1", ("y", "letters"))
        v[:] = netCDF4.stringtochar(np.array(["one", "two", "three", "four"], "S6"))
        for name, start in (("lat", 50), ("lon", 5)):
            v = f.createVariable(name, "f8", ("y", "x"))
            v.units = "degrees_north" if name == "lat" else "degrees_east"
            v[:] = start + np.arange(20).reshape(4, 5) * 0.25
        v = f.createVariable("bytes", "i1", ("time", "y", "x"), chunksizes=(2, 4, 3), fill_value=-1)
        v.coordinates = "lat lon name"
        v[:] = rng.integers(-5, 100, (4, 4, 5))
        v = f.createVariable("shorts", "i2", ("time", "y", "x"), chunksizes=(2, 4, 3), fill_value=-999)
        v.coordinates, v.scale_factor = "lat lon name", 0.01
        v.missing_value = np.int16(-998)
        data = rng.integers(-900, 900, (4, 4, 5))
        data[0, 0, :2] = [-999, -998]
        v[:] = data
        v = f.createVariable("ints", "i4", ("time", "y", "x"), chunksizes=(2, 4, 3))
        v[:] = rng.integers(-(2**30), 2**30, (4, 4, 5))
        v = f.createVariable("floats", "f4", ("time", "y", "x"), chunksizes=(2, 4, 3), fill_value=1e20)
        data = rng.normal(0, 1, (4, 4, 5)).astype("f4")
        data[1, 2, 3] = 1e20
        data[1, 2, 4] = np.nan
        v[:] = data
        v = f.createVariable("profile", "f8", ("time", "level"), chunksizes=(4, 3))
        v[:] = rng.normal(0, 1, (4, 3))
        v = f.createVariable("unsigned", "i1", ("level",), fill_value=-1)
        v._Unsigned = "true"
        v[:] = np.array([-2, 5, -1], "i1")


def groups(path):
    """Groups, strings, an enumeration, big-endian numbers, several unlimited dimensions."""
    rng = np.random.default_rng(8)
    with netCDF4.Dataset(path, "w") as f:
        f.createDimension("station", 3)
        f.createDimension("time", None)
        v = f.createVariable("station", str, ("station",))
        v[:] = np.array(["Bergen", "Zürich", "Oulu"], object)
        g = f.createGroup("hourly")
        g.createDimension("sample", None)
        v = g.createVariable("big", ">f8", ("station", "sample"), endian="big", chunksizes=(3, 6))
        v[:] = rng.normal(10, 3, (3, 6))
        inner = g.createGroup("quality")
        kind = inner.createEnumType("u1", "quality", {"good": 0, "bad": 1})
        v = inner.createVariable("flag", kind, ("station",))
        v[:] = np.array([0, 1, 0], "u1")
        v = f["hourly"].createVariable("u64", "u8", ("station",))
        v[:] = [1, 2**40, 3]


def calendar(path, name):
    """Four days about the end of February, in years that differ by calendar."""
    start = cftime.datetime(1999, 2, 26, calendar=name)
    steps = [0, 0.25, 1, 2, 2.5, 3, 4, 360, 365, 366, 367.125, 368, 730, 731]
    with netCDF4.Dataset(path, "w", format="NETCDF3_CLASSIC") as f:
        f.createDimension("time", len(steps))
        v = f.createVariable("time", "f8", ("time",))
        v.units, v.calendar = "days since 1800-01-01", name
        origin = cftime.date2num(start, v.units, name)
        v[:] = np.array(steps) + origin
        v = f.createVariable("value", "f4", ("time",))
        v[:] = np.arange(len(steps))


CALENDARS = [
    "standard", "gregorian", "proleptic_gregorian", "noleap", "365_day", "all_leap", "366_day",
    "360_day", "julian",
]


def old(path):
    """Hours since the year 1, across the change of 1582 and in our days."""
    with netCDF4.Dataset(path, "w", format="NETCDF3_64BIT_OFFSET") as f:
        f.createDimension("time", 5)
        v = f.createVariable("time", "f8", ("time",))
        v.units = "hours since 1-1-1 00:00:0.0"
        dates = [(1, 1, 1), (1500, 3, 1), (1582, 10, 4), (1582, 10, 15), (2014, 2, 24)]
        v[:] = [cftime.date2num(cftime.datetime(*d, calendar="standard"), v.units, "standard") for d in dates]
        v = f.createVariable("value", "f4", ("time",))
        v[:] = np.arange(5)


def stamps(values):
    if np.issubdtype(values.dtype, np.datetime64):
        return [str(v)[:19] for v in values.astype("datetime64[s]")]
    return [v.strftime("%Y-%m-%dT%H:%M:%S") for v in values]


def listed(array):
    """All numbers; of many their sum, how many are missing, and every 23rd."""
    values = np.asarray(array, dtype=float).ravel()
    one = lambda v: None if np.isnan(v) else float(f"{v:.12g}")
    if len(values) <= 150:
        return [one(v) for v in values]
    return {
        "len": len(values), "missing": int(np.isnan(values).sum()),
        "sum": float(np.nansum(values)), "some": [one(v) for v in values[::23]],
    }


def references():
    all = {}
    ds = xr.open_dataset(HERE / "air.nc")
    a = ds.air.astype("f8")
    all["air"] = {
        "sum": float(a.sum()), "count": int(a.count()), "missing": int(a.isnull().sum()),
        "first": listed(a[0, 0, :4]), "time": stamps(ds.time.values[[0, 1, -1]]),
        "sel": {
            "lat=50": listed(a.sel(lat=50).mean("time").mean("lon")),
            "lat=~51.3": listed(a.sel(lat=51.3, method="nearest").isel(time=3)),
            "lon=~205": listed(a.sel(lon=205, method="nearest").isel(time=3)),
            "lat=~52.5": listed(a.sel(lat=52.5, method="nearest").isel(time=3)),
            "lat=60..40": listed(a.sel(lat=slice(60, 40)).isel(time=0)),
            "time=2014-01-03": listed(a.sel(time="2014-01-03").isel(lat=4)),
            "time=2014-01-30..2014-02": listed(a.sel(time=slice("2014-01-30", "2014-02")).isel(lat=4)),
            "time=2014-01-03T12": listed(a.sel(time="2014-01-03T12").isel(lat=4)),
        },
        "isel": {
            "time=-1": listed(a.isel(time=-1)),
            "time=2..5": listed(a.isel(time=slice(2, 5))),
            "time=-2..": listed(a.isel(time=slice(-2, None))),
        },
        "reduce": {
            f"{dim}={how}": listed(getattr(a, how)(dim))
            for dim in ("time", "lat", "lon")
            for how in ("mean", "sum", "min", "max", "std", "var", "median", "count", "prod")
            if not (dim == "time" and how == "prod")
        },
    }
    all["air"]["reduce"]["lon=q25"] = listed(a.quantile(0.25, "lon"))
    all["air"]["reduce"]["lat=mean+lon=mean"] = listed(a.mean("lat").mean("lon"))
    for name in ("classic", "offset64", "cdf5", "nc4", "nc4classic"):
        ds = xr.open_dataset(HERE / f"kinds-{name}.nc", engine="netcdf4")
        found = {
            v: listed(ds[v]) for v in ("bytes", "shorts", "ints", "floats", "profile", "unsigned", "lat", "lon", "level")
        } | {"time": stamps(ds.time.values), "name": [s.decode() for s in ds.name.values]}
        assert all.setdefault("kinds", found) == found, name
    ds = xr.open_dataset(HERE / "groups.nc", group="hourly")
    all["groups"] = {"big": listed(ds.big), "u64": listed(ds.u64)}
    for name in CALENDARS:
        ds = xr.open_dataset(HERE / f"calendar-{name}.nc")
        all[f"calendar-{name}"] = stamps(ds.time.values)
    with netCDF4.Dataset(HERE / "old.nc") as f:
        all["old"] = stamps(cftime.num2date(f["time"][:], f["time"].units, "standard"))
    REFERENCE.mkdir(parents=True, exist_ok=True)
    text = json.dumps(all, indent=None, separators=(",", ":"))
    (REFERENCE / "grid.json").write_text(text.replace('},"', '},\n"') + "\n")


air(HERE / "air.nc")
wind(HERE / "wind.nc")
for name, format in (
    ("classic", "NETCDF3_CLASSIC"), ("offset64", "NETCDF3_64BIT_OFFSET"), ("cdf5", "NETCDF3_64BIT_DATA"),
    ("nc4", "NETCDF4"), ("nc4classic", "NETCDF4_CLASSIC"),
):
    kinds(HERE / f"kinds-{name}.nc", format)
groups(HERE / "groups.nc")
for name in CALENDARS:
    calendar(HERE / f"calendar-{name}.nc", name)
old(HERE / "old.nc")
references()
