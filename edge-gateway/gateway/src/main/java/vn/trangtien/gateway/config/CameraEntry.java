package vn.trangtien.gateway.config;

import java.time.Duration;
import vn.trangtien.video.CameraConfig;
import vn.trangtien.video.rules.ViewRules;
import vn.trangtien.video.source.SourceSettings;

/**
 * One camera of the configuration.
 *
 * @param view where its pictures come from, and what is wanted of them
 * @param every time between two messages with counts and measures
 */
public record CameraEntry(CameraConfig view, Duration every) {

    /** Name within the gateway, a part of topics. */
    public String id() {
        return view.id();
    }

    /** The same camera looking at something else, with the rules that make sense there. */
    public CameraEntry lookingAt(SourceSettings otherSource, ViewRules otherRules) {
        return new CameraEntry(view.with(c -> c.source(otherSource).rules(otherRules)), every);
    }
}
