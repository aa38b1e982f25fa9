package vn.trangtien.city.alarm.core;

/** Which side of a limit is the bad one. */
public enum Direction {
    ABOVE,
    BELOW
}
