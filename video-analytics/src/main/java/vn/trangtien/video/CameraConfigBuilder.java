package vn.trangtien.video;

import java.time.Duration;
import java.util.List;
import vn.trangtien.video.event.EventPolicy;
import vn.trangtien.video.health.HealthSettings;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.Polygon;
import vn.trangtien.video.privacy.PrivacyPolicy;
import vn.trangtien.video.rules.ViewRules;
import vn.trangtien.video.source.SourceSettings;

/** Changes some settings of a {@link CameraConfig}; see {@link CameraConfig#with}. For one thread. */
public final class CameraConfigBuilder {

    private final String id;
    private SourceSettings source;
    private String detector;
    private double detectFps;
    private double minimumBlobShare;
    private List<Box> ignored;
    private List<Polygon> masks;
    private ViewRules rules;
    private PrivacyPolicy privacy;
    private EventPolicy events;
    private HealthSettings health;
    private Duration snapshotEvery;

    CameraConfigBuilder(CameraConfig from) {
        this.id = from.id();
        this.source = from.source();
        this.detector = from.detector();
        this.detectFps = from.detectFps();
        this.minimumBlobShare = from.minimumBlobShare();
        this.ignored = from.ignored();
        this.masks = from.masks();
        this.rules = from.rules();
        this.privacy = from.privacy();
        this.events = from.events();
        this.health = from.health();
        this.snapshotEvery = from.snapshotEvery();
    }

    public CameraConfigBuilder source(SourceSettings settings) {
        source = settings;
        return this;
    }

    public CameraConfigBuilder detector(String name) {
        detector = name;
        return this;
    }

    public CameraConfigBuilder detectFps(double perSecond) {
        detectFps = perSecond;
        return this;
    }

    public CameraConfigBuilder minimumBlobShare(double share) {
        minimumBlobShare = share;
        return this;
    }

    public CameraConfigBuilder ignored(List<Box> boxes) {
        ignored = boxes;
        return this;
    }

    public CameraConfigBuilder masks(List<Polygon> areas) {
        masks = areas;
        return this;
    }

    public CameraConfigBuilder rules(ViewRules wanted) {
        rules = wanted;
        return this;
    }

    public CameraConfigBuilder privacy(PrivacyPolicy policy) {
        privacy = policy;
        return this;
    }

    public CameraConfigBuilder events(EventPolicy policy) {
        events = policy;
        return this;
    }

    public CameraConfigBuilder health(HealthSettings settings) {
        health = settings;
        return this;
    }

    public CameraConfigBuilder snapshotEvery(Duration distance) {
        snapshotEvery = distance;
        return this;
    }

    CameraConfig build() {
        return new CameraConfig(
                id,
                source,
                detector,
                detectFps,
                minimumBlobShare,
                ignored,
                masks,
                rules,
                privacy,
                events,
                health,
                snapshotEvery);
    }
}
