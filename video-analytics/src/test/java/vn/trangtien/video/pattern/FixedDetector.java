package vn.trangtien.video.pattern;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.trangtien.video.detect.Detection;
import vn.trangtien.video.detect.Detector;
import vn.trangtien.video.detect.DetectorException;
import vn.trangtien.video.detect.DetectorFactory;
import vn.trangtien.video.detect.DetectorFacts;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.Picture;

/** Sees always the same, or fails always. */
public record FixedDetector(String name, Optional<List<Detection>> things) implements Detector {

    public static DetectorFactory seeing(List<Detection> things) {
        return name -> Optional.of(new FixedDetector(name, Optional.of(things)));
    }

    public static DetectorFactory failing() {
        return name -> Optional.of(new FixedDetector(name, Optional.empty()));
    }

    @Override
    public DetectorFacts facts() {
        return new DetectorFacts(name, "0123456789ab", "Apache-2.0", Set.of("person", "car"), 300, 300);
    }

    @Override
    public List<Detection> detect(Picture picture, Box part) throws DetectorException {
        return things.orElseThrow(() -> new DetectorException("model damaged"));
    }

    @Override
    public void close() {}
}
