/** Opens detectors for the models that are installed on this machine: puts the model, its runner and its decoder together. */
@NullMarked
package vn.trangtien.video.detect.installed;

import org.jspecify.annotations.NullMarked;
