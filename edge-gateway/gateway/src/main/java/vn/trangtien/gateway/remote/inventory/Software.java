package vn.trangtien.gateway.remote.inventory;

/**
 * Something that is installed.
 *
 * @param type {@code DEB} for a package of the system for example; empty if the list is of one type
 */
record Software(String name, String version, String type) {}
