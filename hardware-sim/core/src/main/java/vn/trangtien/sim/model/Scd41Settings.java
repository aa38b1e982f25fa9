package vn.trangtien.sim.model;

/**
 * What an SCD41 can be told and keeps.
 *
 * @param offsetWord temperature offset, 175 °C being 65535; 4 °C from the factory
 * @param pressureHectopascal 0 while it was never set; once set it counts instead of the altitude
 * @param shift ppm added since the last forced recalibration
 */
record Scd41Settings(int altitudeMetres, int offsetWord, int pressureHectopascal, int selfCalibrationWord, int shift) {

    /** 0x05DA is 4.0 °C. */
    static final Scd41Settings FACTORY = new Scd41Settings(0, 0x05DA, 0, 1, 0);

    Scd41Settings altitude(int metres) {
        return new Scd41Settings(metres, offsetWord, pressureHectopascal, selfCalibrationWord, shift);
    }

    Scd41Settings offset(int word) {
        return new Scd41Settings(altitudeMetres, word, pressureHectopascal, selfCalibrationWord, shift);
    }

    Scd41Settings pressure(int hectopascal) {
        return new Scd41Settings(altitudeMetres, offsetWord, hectopascal, selfCalibrationWord, shift);
    }

    Scd41Settings selfCalibration(int word) {
        return new Scd41Settings(altitudeMetres, offsetWord, pressureHectopascal, word, shift);
    }

    Scd41Settings shifted(int by) {
        return new Scd41Settings(altitudeMetres, offsetWord, pressureHectopascal, selfCalibrationWord, shift + by);
    }

    double offsetCelsius() {
        return offsetWord * 175.0 / 0xFFFF;
    }

    double assumedHectopascal() {
        return pressureHectopascal > 0 ? pressureHectopascal : standardHectopascal(altitudeMetres);
    }

    /** Pressure of the standard atmosphere (ISO 2533). */
    static double standardHectopascal(double altitudeMetres) {
        return 1013.25 * Math.pow(1 - 2.25577e-5 * altitudeMetres, 5.25588);
    }
}
