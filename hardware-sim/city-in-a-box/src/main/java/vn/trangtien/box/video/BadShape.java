package vn.trangtien.box.video;

import vn.trangtien.drivers.Text;

/** A line, zone or mask that does not fit the picture, or is none. Says which, why and what to do. */
public final class BadShape extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Text what;

    BadShape(Text what) {
        super(what.en());
        this.what = what;
    }

    public Text what() {
        return what;
    }
}
