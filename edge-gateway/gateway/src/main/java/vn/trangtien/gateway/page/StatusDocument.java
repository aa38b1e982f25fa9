package vn.trangtien.gateway.page;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import vn.trangtien.gateway.link.LinkFault;
import vn.trangtien.gateway.link.LinkStatus;
import vn.trangtien.gateway.rules.RuleStatus;
import vn.trangtien.gateway.spool.SpoolCounters;
import vn.trangtien.gateway.view.ChannelNow;
import vn.trangtien.gateway.view.DeviceStatus;
import vn.trangtien.gateway.view.ErrorNote;
import vn.trangtien.gateway.view.GatewayStatusReport;
import vn.trangtien.gateway.view.GatewayView;

/** {@code /api/status}: names may be added, none is changed or taken away while {@code version} stays 1. */
final class StatusDocument {

    private static final int VERSION = 1;

    private StatusDocument() {}

    static Map<String, @Nullable Object> of(
            GatewayView view, List<RuleStatus> rules, long videoCrashes, Recent recent) {
        GatewayStatusReport status = view.status();
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("version", VERSION);
        document.put("at", text(view.at()));
        document.put("gateway", view.gateway());
        document.put("account", view.account());
        document.put("site", view.site());
        document.put("simulated", view.simulated());
        document.put("software", view.software());
        document.put("clockTrusted", view.clockTrusted());
        document.put("broker", view.broker());
        document.put(
                "certificateUntil",
                view.certificateUntil().map(StatusDocument::text).orElse(null));
        document.put("link", link(status.link()));
        document.put("spool", spool(status));
        document.put(
                "configuration",
                Map.of(
                        "version", view.config().version(),
                        "sha256", view.config().sha256(),
                        "state", view.config().state().code()));
        document.put(
                "devices", status.devices().stream().map(StatusDocument::device).toList());
        document.put(
                "channels",
                view.channels().stream()
                        .map(channel -> channel(channel, view.at(), recent.of(channel)))
                        .toList());
        document.put("rules", rules.stream().map(StatusDocument::rule).toList());
        document.put(
                "cameras",
                status.cameras().stream()
                        .map(camera -> Map.of(
                                "id", camera.id(),
                                "alive", camera.alive(),
                                "problem", camera.problem(),
                                "problemVi", camera.problemVietnamese(),
                                "messages", camera.messages()))
                        .toList());
        document.put("videoCrashes", videoCrashes);
        document.put("errors", view.errors().stream().map(StatusDocument::error).toList());
        return document;
    }

    private static Map<String, @Nullable Object> link(LinkStatus link) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("state", link.state().name());
        map.put("connects", link.connects());
        map.put("sent", link.sent());
        map.put("inFlight", link.inFlight());
        map.put("lastError", link.lastError());
        map.put("fault", link.fault() == LinkFault.NONE ? null : fault(link.fault()));
        return map;
    }

    private static Map<String, Object> fault(LinkFault fault) {
        return Map.of(
                "code", fault.name(),
                "vi", Map.of("what", fault.vietnamese(), "remedy", fault.vietnameseRemedy()),
                "en", Map.of("what", fault.english(), "remedy", fault.englishRemedy()));
    }

    private static Map<String, @Nullable Object> spool(GatewayStatusReport status) {
        SpoolCounters counters = status.spool();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("depth", counters.depth());
        map.put("bytes", counters.bytes());
        map.put("appended", counters.appended());
        map.put("delivered", counters.delivered());
        map.put("evicted", counters.evicted());
        map.put("rejected", counters.rejected());
        map.put("displaced", counters.displaced());
        map.put("lost", status.lost());
        map.put("problem", status.spoolProblem());
        return map;
    }

    private static Map<String, @Nullable Object> device(DeviceStatus device) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("id", device.id());
        map.put("answering", device.answering());
        map.put("reads", device.reads());
        map.put("readings", device.readings());
        map.put("failures", device.failures());
        map.put("lastReadAt", device.lastReadAt().map(StatusDocument::text).orElse(null));
        map.put("lastError", device.lastError().orElse(null));
        map.put("warning", device.warning().orElse(null));
        return map;
    }

    private static Map<String, @Nullable Object> channel(ChannelNow channel, Instant now, List<OptionalDouble> recent) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("device", channel.device());
        map.put("channel", channel.channel());
        map.put("value", number(channel.value()));
        map.put("unit", channel.unit());
        map.put("quality", channel.quality().name());
        map.put("at", text(channel.at()));
        // A clock that was set in between must not show an age below nothing.
        map.put("ageSeconds", Math.max(0, Duration.between(channel.at(), now).toSeconds()));
        map.put("error", channel.error().orElse(null));
        map.put("recent", recent.stream().map(StatusDocument::number).toArray());
        return map;
    }

    private static Map<String, @Nullable Object> rule(RuleStatus rule) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("id", rule.id());
        map.put("state", rule.state().name());
        map.put("condition", rule.condition());
        map.put("severity", rule.severity());
        map.put("message", rule.message());
        map.put("since", rule.since().map(StatusDocument::text).orElse(null));
        map.put("value", number(rule.value()));
        map.put("outputs", rule.outputs());
        return map;
    }

    private static Map<String, Object> error(ErrorNote note) {
        return Map.of(
                "source", note.source(),
                "message", note.message(),
                "first", text(note.first()),
                "last", text(note.last()),
                "times", note.times());
    }

    private static @Nullable Double number(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static String text(Instant at) {
        return at.toString();
    }
}
