package vn.trangtien.ingest.channels;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.trangtien.ingest.wording.Bilingual;
import vn.trangtien.platform.identity.CurrentUser;

/** Channels over HTTP; see docs/channels.md. */
@RestController
@RequestMapping("/api/channels")
class ChannelController {

    /** Unit and limits; what is absent does not limit. */
    record Limits(
            String unit,
            ChannelSpec.@Nullable Kind kind,
            @Nullable Double min,
            @Nullable Double max,
            @Nullable Double maxPerSecond) {

        ChannelSpec spec() {
            return new ChannelSpec(
                    unit,
                    kind == null ? ChannelSpec.Kind.GAUGE : kind,
                    min == null ? Double.NEGATIVE_INFINITY : min,
                    max == null ? Double.POSITIVE_INFINITY : max,
                    maxPerSecond == null ? OptionalDouble.empty() : OptionalDouble.of(maxPerSecond));
        }
    }

    /** What is decided, and of which channels: one by one, of a gateway, of a device, of a name, or all that are quarantined. */
    record Decision(
            String standing,
            @Nullable List<String> channels,
            @Nullable String gateway,
            @Nullable String asset,
            @Nullable String channel,
            @Nullable Boolean all,
            @Nullable Limits limits) {

        ChannelFilter filter() {
            ChannelFilter filter = ChannelFilter.of(null, gateway, asset, channel, channels);
            if (filter.isEverything() && !Boolean.TRUE.equals(all)) {
                throw new IllegalArgumentException(Bilingual.text(
                        "hãy chọn channels, gateway, asset hay channel, hoặc ghi rõ all: true",
                        "choose channels, gateway, asset or channel, or say all: true"));
            }
            // Who names one channel may change what was decided; who names many means those that wait.
            return filter.paths().isEmpty() ? filter.in(Standing.QUARANTINED) : filter;
        }
    }

    /** How many channels were decided. */
    record Decided(int channels) {}

    private final Channels channels;

    ChannelController(Channels channels) {
        this.channels = channels;
    }

    @GetMapping
    Channels.Page list(
            @RequestParam(required = false) @Nullable String standing,
            @RequestParam(required = false) @Nullable String gateway,
            @RequestParam(required = false) @Nullable String asset,
            @RequestParam(required = false) @Nullable String channel,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit) {
        return channels.list(ChannelFilter.of(standing, gateway, asset, channel, null), after, limit);
    }

    @GetMapping("/counts")
    Map<Standing, Long> counts() {
        return channels.counts();
    }

    @PostMapping("/decisions")
    Decided decide(@RequestBody Decision decision, CurrentUser user) {
        Limits limits = decision.limits();
        return new Decided(channels.decide(
                decision.filter(),
                ChannelFilter.standing(decision.standing()),
                limits == null ? null : limits.spec(),
                user.id()));
    }

    @ExceptionHandler
    ProblemDetail malformed(IllegalArgumentException refused) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(refused.getMessage()));
    }
}
