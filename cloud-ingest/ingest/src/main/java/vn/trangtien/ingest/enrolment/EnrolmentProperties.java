package vn.trangtien.ingest.enrolment;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code trangtien.ingest.enrolment}.
 *
 * @param codeValidity how long a one-time code may wait for the technician to reach the site
 * @param certificateValidity of a gateway's certificate
 * @param serverNames further host names and addresses for the certificate of broker and door, besides localhost and their own
 * @param mqttUrl what gateways are told to connect to; by default the broker's host and port
 * @param attemptsPerMinute wrong codes and unreadable requests that one address may send in a minute
 * @param attemptsPerGateway requests for one gateway in a minute, right or wrong
 * @param renewalsPerDay certificates that one gateway may get by renewal in 24 hours
 * @param retryAfter when a gateway that waits for consent should ask again
 * @param cloneWindow a board that was heard this recently and did not say goodbye counts as live
 */
@ConfigurationProperties("trangtien.ingest.enrolment")
public record EnrolmentProperties(
        @DefaultValue("7d") Duration codeValidity,
        @DefaultValue("90d") Duration certificateValidity,
        @DefaultValue List<String> serverNames,
        @Nullable String mqttUrl,
        @DefaultValue("10") int attemptsPerMinute,
        @DefaultValue("20") int attemptsPerGateway,
        @DefaultValue("3") int renewalsPerDay,
        @DefaultValue("30s") Duration retryAfter,
        @DefaultValue("2m") Duration cloneWindow) {}
