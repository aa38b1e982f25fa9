package vn.trangtien.video.track;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import vn.trangtien.video.detect.Detection;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.Point;

/**
 * A street of two lanes and a pavement, seen from the side, whose truth is known: cars pass each other in opposite directions,
 * the near ones cover the far ones, a parked lorry covers both pavement walkers for a second, three people walk in a group and
 * one walks against them. A detector looks at it that trembles by 4 % of the size, misses 8 % of what it could see, gives a
 * quarter of the rest a low score, sees nothing of what is covered to more than half and now and then a ghost.
 */
final class BusyStreet {

    static final int FRAMES = 400;

    private static final double TREMBLE = 0.04;
    private static final double MISSED = 0.08;
    private static final double LOW = 0.25;
    private static final double GHOSTS_PER_FRAME = 0.06;

    /** Larger depth is nearer to the camera. */
    private record Actor(
            int id,
            String label,
            double width,
            double height,
            double x,
            double y,
            double vx,
            double depth,
            double from) {

        Box at(double seconds) {
            return Box.around(new Point(x + vx * (seconds - from), y), width, height);
        }
    }

    private final List<Actor> actors = new ArrayList<>();
    private final Random random;
    private final double framesPerSecond;

    BusyStreet(long seed, double framesPerSecond) {
        this.random = new Random(seed);
        this.framesPerSecond = framesPerSecond;
        int id = 1;
        for (int i = 0; i < 10; i++) {
            actors.add(new Actor(id++, i % 3 == 0 ? "truck" : "car", 0.16, 0.16, -0.1, 0.62, 0.22, 3, i * 4.1));
            actors.add(new Actor(id++, "car", 0.13, 0.12, 1.1, 0.50, -0.26, 2, 1 + i * 3.9));
        }
        for (int i = 0; i < 5; i++) {
            actors.add(new Actor(id++, "person", 0.035, 0.14, -0.02, 0.36, 0.07, 1, i * 8));
            actors.add(new Actor(id++, "person", 0.035, 0.14, -0.07, 0.37, 0.07, 1.1, i * 8));
            actors.add(new Actor(id++, "person", 0.035, 0.14, 1.02, 0.365, -0.06, 1.2, i * 8));
        }
        actors.add(new Actor(id, "truck", 0.11, 0.22, 0.45, 0.36, 0, 1.5, 0));
    }

    long micros(int frame) {
        return Math.round(frame / framesPerSecond * 1e6);
    }

    /** What is there and at least half within the picture, covered or not. */
    Map<Integer, Box> truth(int frame) {
        Map<Integer, Box> boxes = new HashMap<>();
        for (Actor actor : actors) {
            Box box = actor.at(frame / framesPerSecond);
            if (box.sharedArea(new Box(0, 0, 1, 1)) > 0.5 * box.area()) {
                boxes.put(actor.id, box);
            }
        }
        return boxes;
    }

    List<Detection> detections(int frame) {
        double seconds = frame / framesPerSecond;
        Map<Integer, Box> truth = truth(frame);
        var found = new ArrayList<Detection>();
        for (Actor actor : actors) {
            Box box = truth.get(actor.id);
            if (box == null || random.nextDouble() < MISSED) {
                continue;
            }
            double covered = actors.stream()
                    .filter(other -> other.depth > actor.depth && truth.containsKey(other.id))
                    .mapToDouble(other -> box.sharedArea(other.at(seconds)) / box.area())
                    .max()
                    .orElse(0);
            if (covered > 0.5) {
                continue;
            }
            boolean low = covered > 0.25 || random.nextDouble() < LOW;
            String label = actor.label.equals("truck") && random.nextInt(5) == 0 ? "car" : actor.label;
            found.add(new Detection(
                    label, low ? 0.26 + 0.08 * random.nextDouble() : 0.4 + 0.5 * random.nextDouble(), tremble(box)));
        }
        if (random.nextDouble() < GHOSTS_PER_FRAME) {
            found.add(new Detection(
                    "person", 0.5, Box.around(new Point(random.nextDouble(), random.nextDouble()), 0.04, 0.12)));
        }
        return found;
    }

    private Box tremble(Box box) {
        double width = box.width() * (1 + TREMBLE * random.nextGaussian());
        double height = box.height() * (1 + TREMBLE * random.nextGaussian());
        var centre = new Point(
                box.centre().x() + TREMBLE * box.width() * random.nextGaussian(),
                box.centre().y() + TREMBLE * box.height() * random.nextGaussian());
        return Box.around(centre, width, height);
    }
}
