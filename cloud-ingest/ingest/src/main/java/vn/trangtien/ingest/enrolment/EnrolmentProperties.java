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
 * @param serverNames further host names and addresses for the broker's certificate, besides localhost and the broker's own
 * @param mqttUrl what gateways are told to connect to; by default the broker's host and port
 * @param attemptsPerMinute enrolments that one address may try in a minute
 */
@ConfigurationProperties("trangtien.ingest.enrolment")
public record EnrolmentProperties(
        @DefaultValue("7d") Duration codeValidity,
        @DefaultValue("90d") Duration certificateValidity,
        @DefaultValue List<String> serverNames,
        @Nullable String mqttUrl,
        @DefaultValue("10") int attemptsPerMinute) {}
