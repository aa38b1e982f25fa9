/**
 * Reads number plates from pixels: finds lines of text, straightens them and recognises their characters with the models of
 * RapidOCR, which are an optional part of an installation. What the characters mean is decided by {@code plate}.
 */
@NullMarked
package vn.trangtien.video.plate.ocr;

import org.jspecify.annotations.NullMarked;
