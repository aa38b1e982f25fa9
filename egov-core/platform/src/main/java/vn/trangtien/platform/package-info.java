/**
 * What every cloud service of the city shares, one package per feature. It reaches a service as Spring Boot
 * auto-configuration and through the tables of schema {@code platform}; it knows no service by its classes.
 */
@NullMarked
package vn.trangtien.platform;

import org.jspecify.annotations.NullMarked;
