package vn.trangtien.video;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.video.privacy.ImageAudit;
import vn.trangtien.video.privacy.ImageRecord;
import vn.trangtien.video.privacy.ImageUse;

/** Writes clear pictures to the log as they leave; masked ones only where somebody looks for mistakes. */
final class LoggedAudit implements ImageAudit {

    private static final Logger LOG = LoggerFactory.getLogger(LoggedAudit.class);
    private static final String LINE = "camera={} image=left kind={} use={} purpose=\"{}\" bytes={} sha256={}";

    @Override
    public void leaves(ImageRecord image) {
        String purpose = image.purpose().orElse("");
        if (image.use() == ImageUse.CLEAR) {
            LOG.info(LINE, image.camera(), image.kind(), image.use(), purpose, image.bytes(), image.sha256());
        } else {
            LOG.debug(LINE, image.camera(), image.kind(), image.use(), purpose, image.bytes(), image.sha256());
        }
    }
}
