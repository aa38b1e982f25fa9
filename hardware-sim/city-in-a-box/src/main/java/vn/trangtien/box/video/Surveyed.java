package vn.trangtien.box.video;

import java.util.ArrayList;
import java.util.List;
import vn.trangtien.video.CameraConfig;
import vn.trangtien.video.picture.Polygon;
import vn.trangtien.video.rules.CountingLine;
import vn.trangtien.video.rules.ViewRules;
import vn.trangtien.video.rules.Zone;
import vn.trangtien.video.source.StreamFacts;

/** A wish whose pixels have become shares of a picture that is known. */
record Surveyed(CameraConfig config, StreamFacts facts) {

    private static final String ID = "analysis";

    /** @throws BadShape if something lies outside of the picture */
    static Surveyed of(AnalysisWish wish, StreamFacts facts) throws BadShape {
        var lines = new ArrayList<CountingLine>();
        for (PixelShape line : wish.lines()) {
            lines.add(line.line("line-" + (lines.size() + 1), facts.width(), facts.height()));
        }
        var zones = new ArrayList<Zone>();
        for (PixelShape zone : wish.zones()) {
            zones.add(Zone.of("zone-" + (zones.size() + 1), zone.area(facts.width(), facts.height())));
        }
        List<Polygon> masks = new ArrayList<>();
        for (PixelShape mask : wish.masks()) {
            masks.add(mask.area(facts.width(), facts.height()));
        }
        ViewRules rules = ViewRules.NONE.withLines(lines).withZones(zones);
        CameraConfig config = CameraConfig.of(ID, wish.source().source().text())
                .with(camera -> camera.source(wish.source())
                        .detector(wish.detector())
                        .detectFps(wish.detectFps())
                        .masks(masks)
                        .rules(rules));
        return new Surveyed(config, facts);
    }

    double heightOverWidth() {
        return facts.height() / (double) facts.width();
    }
}
