package vn.trangtien.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rule on a gateway began or ceased to hold. A repeated delivery is equal in gateway, rule, time and state.
 *
 * @param rule name in the gateway's configuration
 * @param state {@code RAISED} or {@code CLEARED}
 * @param channel {@code device.channel} that the rule looks at
 * @param value that decided; absent when the rule ceased because values stayed away
 * @param severity {@code info}, {@code warning} or {@code critical}
 * @param message for people, supplied by the gateway, so escape it; may be empty
 * @param actions what the gateway switched by itself, for people; may be empty
 * @param at by the gateway's clock
 * @param simulated whether a simulator stands behind the channel
 */
public record EdgeEvent(
        String account,
        String gateway,
        String rule,
        String state,
        String channel,
        @Nullable Double value,
        String severity,
        String message,
        String actions,
        Instant at,
        boolean simulated) {}
