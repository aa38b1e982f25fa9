package vn.trangtien.city.alarm.core;

/** How urgent an alarm is, most urgent first. The names are stored and shown by key: the list may grow, no name may change. */
public enum Severity {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW
}
