package io.exaplan.images;

/** An image cannot be built or pushed; the message says why and what to do. */
final class Refused extends RuntimeException {

    Refused(String message) {
        super(message);
    }
}
