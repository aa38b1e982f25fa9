package vn.trangtien.sim.camera.rtsp;

import java.io.IOException;
import vn.trangtien.sim.camera.fault.Fault;
import vn.trangtien.sim.camera.film.Film;

/** What a camera sees, in one size. Thread-safe. */
public interface Footage {

    /** The film when nothing is wrong with the picture. */
    Film film();

    /**
     * The film while something is wrong with the picture, in the same format. May take a second when it is asked for first.
     *
     * @param fault one {@link Fault#isOfPicture of the picture}
     * @throws IOException if this footage cannot be changed that way, with the reason
     */
    Film film(Fault fault) throws IOException;

    /** Footage that is as it is. */
    static Footage of(Film film) {
        return new Footage() {
            @Override
            public Film film() {
                return film;
            }

            @Override
            public Film film(Fault fault) throws IOException {
                throw new IOException("fault %s needs a scene that is drawn anew, but this is a finished film"
                        .formatted(fault.word()));
            }
        };
    }
}
