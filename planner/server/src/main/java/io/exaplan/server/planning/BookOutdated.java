package io.exaplan.server.planning;

/** Something changed that a book cannot follow: it is made again from the database, and nothing went wrong. */
final class BookOutdated extends RuntimeException {
    BookOutdated(String why) {
        super("The book is made again: %s".formatted(why));
    }
}
