package vn.trangtien.video;

import java.util.ArrayDeque;
import java.util.Deque;
import vn.trangtien.video.detect.DetectorException;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.Picture;
import vn.trangtien.video.plate.PlateGrammar;
import vn.trangtien.video.plate.ocr.PlateLook;
import vn.trangtien.video.plate.ocr.PlateReader;

/** The plate readers of the process: as many as threads have ever read at the same time, for all of its cameras. Thread-safe. */
final class PlateReaders implements PlateDesk.Eye {

    static final PlateReaders OF_THE_PROCESS = new PlateReaders();

    private final Deque<PlateReader> idle = new ArrayDeque<>();
    private int cameras;

    @Override
    public synchronized void join() {
        cameras++;
    }

    /** The last camera gives the models back. */
    @Override
    public synchronized void leave() {
        cameras--;
        closeUnused();
    }

    @Override
    public PlateLook look(Picture picture, Box vehicle) throws DetectorException {
        PlateReader reader = borrow();
        try {
            return reader.look(picture, vehicle);
        } finally {
            giveBack(reader);
        }
    }

    private PlateReader borrow() throws DetectorException {
        synchronized (this) {
            if (!idle.isEmpty()) {
                return idle.pop();
            }
        }
        return PlateReader.open(PlateGrammar.ofToday());
    }

    private synchronized void giveBack(PlateReader reader) {
        idle.push(reader);
        closeUnused();
    }

    private void closeUnused() {
        if (cameras == 0) {
            idle.forEach(PlateReader::close);
            idle.clear();
        }
    }
}
