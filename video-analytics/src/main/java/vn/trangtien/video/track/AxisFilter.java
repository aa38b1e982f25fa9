package vn.trangtien.video.track;

/**
 * Kalman filter for position and velocity on one axis. The motion between two frames is taken as straight and even, with
 * unknown accelerations as noise; both noises scale with the size of the object, because a near car accelerates faster in
 * the picture than a far one and its outline is less certain.
 */
final class AxisFilter {

    /** Standard deviation of a measured centre, as a share of the object's size. */
    private static final double MEASUREMENT_NOISE = 0.08;
    /** Standard deviation of the acceleration of a blob, in sizes per second squared: outlines change with every shadow. */
    static final double BLOB_ACCELERATION = 4;
    /** The same for what a detector has named. */
    static final double NAMED_ACCELERATION = 2;

    /** Standard deviation of the unknown first velocity, in sizes per second. */
    private static final double FIRST_VELOCITY_NOISE = 6;

    private double position;
    private double velocity;
    private double varPosition;
    private double covariance;
    private double varVelocity;

    private double accelerationNoise;

    AxisFilter(double position, double size, double accelerationNoise) {
        this.accelerationNoise = accelerationNoise;
        this.position = position;
        this.varPosition = square(MEASUREMENT_NOISE * size);
        this.varVelocity = square(FIRST_VELOCITY_NOISE * size);
    }

    double position() {
        return position;
    }

    double velocity() {
        return velocity;
    }

    void expectAcceleration(double noise) {
        accelerationNoise = noise;
    }

    /** Its mean velocity is known better than its last one. */
    void steady(double meanVelocity) {
        velocity = (velocity + 2 * meanVelocity) / 3;
    }

    /** It does not move any more, as far as anybody knows. */
    void stop() {
        velocity = 0;
    }

    void predict(double seconds, double size) {
        double noise = square(accelerationNoise * size);
        position += velocity * seconds;
        varPosition += 2 * seconds * covariance
                + seconds * seconds * varVelocity
                + noise * seconds * seconds * seconds * seconds / 4;
        covariance += seconds * varVelocity + noise * seconds * seconds * seconds / 2;
        varVelocity += noise * seconds * seconds;
    }

    void correct(double measured, double size) {
        double innovation = measured - position;
        double spread = varPosition + square(MEASUREMENT_NOISE * size);
        double positionGain = varPosition / spread;
        double velocityGain = covariance / spread;
        position += positionGain * innovation;
        velocity += velocityGain * innovation;
        varVelocity -= velocityGain * covariance;
        covariance *= 1 - positionGain;
        varPosition *= 1 - positionGain;
    }

    private static double square(double value) {
        return value * value;
    }
}
