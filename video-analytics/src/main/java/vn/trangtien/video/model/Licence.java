package vn.trangtien.video.model;

/**
 * Under which terms a model may be used.
 *
 * @param spdx SPDX identifier, or {@code LicenseRef-…} where there is none
 * @param note what a person who installs it should know; may be empty
 */
public record Licence(String spdx, Words note) {}
