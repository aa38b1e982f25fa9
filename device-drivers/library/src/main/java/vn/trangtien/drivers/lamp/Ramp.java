package vn.trangtien.drivers.lamp;

/** A level on its way to another at an even pace. */
record Ramp(double from, double to, long startedAt, long nanosForAll) {

    /** A level that stays where it is. */
    static Ramp at(double level, long now) {
        return new Ramp(level, level, now, 0);
    }

    double level(long now) {
        double travelled = nanosForAll == 0 ? 100 : 100.0 * Math.max(0, now - startedAt) / nanosForAll;
        double way = to - from;
        return Math.abs(way) <= travelled ? to : from + Math.copySign(travelled, way);
    }

    boolean isOver(long now) {
        return level(now) == to;
    }
}
