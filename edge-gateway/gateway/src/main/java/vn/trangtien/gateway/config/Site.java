package vn.trangtien.gateway.config;

/**
 * Where a gateway stands.
 *
 * @param latitude degrees, WGS 84
 * @param longitude degrees, WGS 84
 */
public record Site(String name, double latitude, double longitude) {}
