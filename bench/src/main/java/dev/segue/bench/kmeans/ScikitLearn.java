package dev.segue.bench.kmeans;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * scikit-learn's MiniBatchKMeans, run by its own Python.
 *
 * @param python the interpreter
 * @param script the program that times it
 */
record ScikitLearn(Path python, Path script) {

    /**
     * Times the fits.
     *
     * @throws IOException where Python or scikit-learn is missing, or the program fails
     */
    List<Fit> fits(MatrixFile matrix, int least, int most, int rounds) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        python.toString(),
                        script.toString(),
                        matrix.path().toString(),
                        String.valueOf(matrix.dimensions()),
                        String.valueOf(least),
                        String.valueOf(most),
                        String.valueOf(rounds))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Fit> fits = new ArrayList<>();
        for (String line : process.inputReader().lines().toList()) {
            String[] fields = line.split(" ", -1);
            fits.add(
                    new Fit(Integer.parseInt(fields[0]), Double.parseDouble(fields[1]), Double.parseDouble(fields[2])));
        }
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException(
                    "%s %s failed with status %d; it needs scikit-learn (Debian: apt-get install python3-sklearn)"
                            .formatted(python, script, status));
        }
        return fits;
    }
}
