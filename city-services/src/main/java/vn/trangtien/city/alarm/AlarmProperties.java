package vn.trangtien.city.alarm;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the alarm engine, {@code trangtien.city.*}.
 *
 * @param acceleration how many times faster than the clock the weather runs, 1 for the real world; the delays of rules about
 *     values are divided by it (silence and lost gateways run on the real clock in every world)
 * @param tick how often silence and lost gateways are judged
 * @param clockTolerance how far a measuring time may lie ahead of our own before the value is not judged
 * @param caseTimeout how long an operator waits for egov-core
 */
@ConfigurationProperties("trangtien.city")
record AlarmProperties(
        @DefaultValue("1") double acceleration,
        @DefaultValue("1s") Duration tick,
        @DefaultValue("2m") Duration clockTolerance,
        @DefaultValue("10s") Duration caseTimeout) {

    AlarmProperties {
        if (!(acceleration >= 1) || !Double.isFinite(acceleration)) {
            throw new IllegalArgumentException("trangtien.city.acceleration must be 1 or more, but was " + acceleration
                    + "; use 1 for the real world");
        }
    }
}
