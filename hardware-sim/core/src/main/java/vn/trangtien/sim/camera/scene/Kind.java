package vn.trangtien.sim.camera.scene;

/** What is drawn, with its sizes in metres. */
enum Kind {
    CAR("car", 1.8, 1.45, 4.3),
    BUS("bus", 2.4, 2.9, 8.5),
    MOTORBIKE("motorcycle", 0.75, 1.1, 1.9),
    PEDESTRIAN("person", 0.5, 1.4, 0.35),
    BAG("suitcase", 0.55, 0.65, 0.35),
    /** Stands about and hides what is behind it; nobody counts it. */
    KIOSK("", 1.8, 2.4, 1.4);

    private final String label;
    private final double width;
    private final double height;
    private final double length;

    Kind(String label, double width, double height, double length) {
        this.label = label;
        this.width = width;
        this.height = height;
        this.length = length;
    }

    /** Lower-case COCO name; empty for what is no part of the truth. */
    String label() {
        return label;
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    double length() {
        return length;
    }
}
