package io.exaplan.engine.placement.batch;

import java.util.Arrays;
import java.util.Random;

/** Some of the numbers from 0 on, any of which can be added, taken out and drawn at once. */
final class Choice {
    private static final int ABSENT = -1;

    private final int[] numbers;
    private final int[] places;
    private int size;

    /** @param bound above every number */
    Choice(int bound) {
        numbers = new int[bound];
        places = new int[bound];
        Arrays.fill(places, ABSENT);
    }

    /** Lets a number be among them or not. */
    void set(int number, boolean present) {
        if (present && places[number] == ABSENT) {
            places[number] = size;
            numbers[size++] = number;
        } else if (!present && places[number] != ABSENT) {
            int last = numbers[--size];
            numbers[places[number]] = last;
            places[last] = places[number];
            places[number] = ABSENT;
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** One of them; there must be some. */
    int draw(Random random) {
        return numbers[random.nextInt(size)];
    }
}
