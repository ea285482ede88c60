package io.exaplan.engine.placement.online;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The vacancies of one model by what a worker of one shape would cost them, the least first. Lazy at both ends: vacancies
 * that opened are taken from the journal when the heap is next asked, those that closed leave when they come to the top.
 */
final class LossHeap {

    /** Says what a worker of the heap's shape costs a vacancy; infinite when it does not fit. */
    interface Loss {
        double of(Vacancy vacancy);
    }

    private static final int SLACK = 64;

    private final Journal journal;
    private double[] losses = new double[16];
    private Vacancy[] vacancies = new Vacancy[16];
    private int size;
    private long seen = -1;

    LossHeap(Journal journal) {
        this.journal = journal;
    }

    /** The vacancy where the loss is least among those with enough memory; null when there is none. */
    @Nullable
    Candidate least(int memoryMib, Loss loss) {
        catchUp(loss);
        List<Candidate> aside = new ArrayList<>(0);
        @Nullable Candidate found = null;
        while (size > 0 && found == null) {
            Vacancy top = vacancies[0];
            if (top.closed()) {
                removeTop();
            } else if (top.hasRoomFor(memoryMib)) {
                found = new Candidate(top, losses[0]);
            } else {
                aside.add(new Candidate(top, losses[0]));
                removeTop();
            }
        }
        aside.forEach(candidate -> add(candidate.loss(), candidate.vacancy()));
        return found;
    }

    record Candidate(Vacancy vacancy, double loss) {}

    private void catchUp(Loss loss) {
        for (int place = journal.firstAfter(seen); place < journal.size(); place++) {
            Vacancy vacancy = journal.get(place);
            seen = vacancy.sequence;
            if (!vacancy.closed()) {
                double lost = loss.of(vacancy);
                if (lost < Double.POSITIVE_INFINITY) {
                    add(lost, vacancy);
                }
            }
        }
    }

    private void add(double loss, Vacancy vacancy) {
        if (size == losses.length) {
            makeRoom();
        }
        int place = size++;
        while (place > 0 && before(loss, vacancy, (place - 1) / 2)) {
            move((place - 1) / 2, place);
            place = (place - 1) / 2;
        }
        losses[place] = loss;
        vacancies[place] = vacancy;
    }

    /** Grows only when most of what it holds is still open. */
    private void makeRoom() {
        if (size > 2 * journal.open() + SLACK) {
            int kept = 0;
            for (int place = 0; place < size; place++) {
                if (!vacancies[place].closed()) {
                    move(place, kept++);
                }
            }
            Arrays.fill(vacancies, kept, size, null);
            size = kept;
            for (int place = size / 2 - 1; place >= 0; place--) {
                sink(place, losses[place], vacancies[place]);
            }
        } else {
            losses = Arrays.copyOf(losses, 2 * size);
            vacancies = Arrays.copyOf(vacancies, 2 * size);
        }
    }

    private void removeTop() {
        size--;
        double loss = losses[size];
        Vacancy vacancy = vacancies[size];
        if (size > 0) {
            sink(0, loss, vacancy);
        }
    }

    private void sink(int from, double loss, Vacancy vacancy) {
        int place = from;
        while (2 * place + 1 < size) {
            int child = 2 * place + 1;
            if (child + 1 < size && before(losses[child + 1], vacancies[child + 1], child)) {
                child++;
            }
            if (!before(losses[child], vacancies[child], loss, vacancy)) {
                break;
            }
            move(child, place);
            place = child;
        }
        losses[place] = loss;
        vacancies[place] = vacancy;
    }

    private void move(int from, int to) {
        losses[to] = losses[from];
        vacancies[to] = vacancies[from];
    }

    private boolean before(double loss, Vacancy vacancy, int place) {
        return before(loss, vacancy, losses[place], vacancies[place]);
    }

    private static boolean before(double loss, Vacancy vacancy, double otherLoss, Vacancy other) {
        return loss != otherLoss ? loss < otherLoss : vacancy.compareTo(other) < 0;
    }
}
