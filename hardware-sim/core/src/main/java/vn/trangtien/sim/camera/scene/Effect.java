package vn.trangtien.sim.camera.scene;

import java.awt.Color;
import java.awt.geom.Point2D;
import java.util.Random;

/** Something in the picture that is no figure on the ground. */
sealed interface Effect {

    void paint(Brush brush, Perspective view, double second);

    /** Whether it can be seen in the dark. */
    boolean shines();

    /** Lower-case label for the truth; empty if it is only decoration. */
    String label();

    /** Fire flickers at the foot of a plume of smoke that grows. */
    record Burning(String label, double fromSecond, double toSecond, double x, double z) implements Effect {

        private static final int PUFFS = 26;
        private static final int TONGUES = 9;

        @Override
        public void paint(Brush brush, Perspective view, double second) {
            if (second < fromSecond || second >= toSecond) {
                return;
            }
            if (shines()) {
                flames(brush, view, second);
            } else {
                plume(brush, view, second - fromSecond);
            }
        }

        private void plume(Brush brush, Perspective view, double age) {
            double metre = view.pixelsPerMetre(z);
            double tallest = Math.min(6, 0.6 + age * 0.5);
            for (int i = 0; i < PUFFS; i++) {
                double rise = (i / (double) PUFFS + age * 0.11) % 1;
                double up = 0.5 + rise * tallest;
                double aside = 0.25 * up * Math.sin(i * 2.4 + age * 0.6) + 0.2 * up;
                int grey = 140 + i % 5 * 12;
                brush.disc(
                        new Color(grey, grey, grey + 4, (int) (105 * (1 - rise)) + 20),
                        view.project(x + aside, up, z),
                        metre * (0.3 + 0.16 * up));
            }
        }

        private void flames(Brush brush, Perspective view, double second) {
            var random = new Random(Math.round(second * 1_000));
            for (int i = 0; i < TONGUES; i++) {
                double aside = (random.nextDouble() - 0.5) * 1.2;
                double tall = 0.4 + random.nextDouble() * 0.9;
                Color colour = new Color(255, 110 + random.nextInt(120), 20 + random.nextInt(50));
                brush.polygon(
                        colour,
                        view.project(x + aside - 0.2, 0, z),
                        view.project(x + aside + 0.2, 0, z),
                        view.project(x + aside + (random.nextDouble() - 0.5) * 0.3, tall, z));
            }
        }

        @Override
        public boolean shines() {
            return label.equals("fire");
        }
    }

    /** A traffic light that is red and then green. */
    record TrafficLight(double greenFromSecond, double x, double z) implements Effect {

        private static final Color POLE = new Color(60, 62, 66);
        private static final Color RED = new Color(240, 30, 24);
        private static final Color GREEN = new Color(30, 210, 90);

        @Override
        public void paint(Brush brush, Perspective view, double second) {
            brush.polygon(
                    POLE,
                    view.project(x - 0.1, 0, z),
                    view.project(x + 0.1, 0, z),
                    view.project(x + 0.1, 4, z),
                    view.project(x - 0.1, 4, z));
            boolean green = second >= greenFromSecond;
            Point2D lamp = view.project(x, green ? 3.5 : 4, z);
            brush.disc(green ? GREEN : RED, lamp, 0.28 * view.pixelsPerMetre(z));
        }

        @Override
        public boolean shines() {
            return true;
        }

        @Override
        public String label() {
            return "";
        }
    }
}
