package vn.trangtien.drivers.gps;

/**
 * A place on Earth.
 *
 * @param latitude degrees, north positive
 * @param longitude degrees, east positive
 */
record Position(double latitude, double longitude) {

    private static final double EARTH_RADIUS_METRES = 6_371_000;

    /** Great-circle distance on a sphere, good to half a percent. */
    double metresTo(Position other) {
        double north = Math.toRadians(other.latitude - latitude);
        double east = Math.toRadians(other.longitude - longitude);
        double haversine = square(Math.sin(north / 2))
                + Math.cos(Math.toRadians(latitude))
                        * Math.cos(Math.toRadians(other.latitude))
                        * square(Math.sin(east / 2));
        return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(haversine)));
    }

    private static double square(double number) {
        return number * number;
    }
}
