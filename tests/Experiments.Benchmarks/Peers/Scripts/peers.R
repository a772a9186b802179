# One job of the side-by-side benchmark with an R library: peers.R PROBE | JOB SAMPLES.npy PICTURE.npy LABELS.npy OUTPUT.npy THREADS SEED.
# Prints one JSON object: {"seconds": ..., "peak_mb": ...}; PROBE prints the versions installed.

arguments <- commandArgs(trailingOnly = TRUE)

read_npy <- function(path) {
  file <- file(path, "rb")
  on.exit(close(file))
  readBin(file, "raw", 8)
  header <- rawToChar(readBin(file, "raw", readBin(file, "integer", 1, size = 2, endian = "little")))
  shape <- as.integer(strsplit(gsub(".*\\(([0-9, ]+)\\).*", "\\1", header), ",")[[1]])
  matrix(readBin(file, "numeric", prod(shape), size = 4, endian = "little"), shape[1], shape[2], byrow = TRUE)
}

write_npy <- function(matrix, path) {
  file <- file(path, "wb")
  on.exit(close(file))
  header <- sprintf("{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }", nrow(matrix), ncol(matrix))
  header <- paste0(header, strrep(" ", 117 - nchar(header)), "\n")
  writeBin(as.raw(c(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0)), file)
  writeBin(118L, file, size = 2, endian = "little")
  writeChar(header, file, eos = NULL)
  writeBin(as.vector(t(matrix)), file, size = 4, endian = "little")
}

peak_mb <- function() {
  status <- readLines("/proc/self/status")
  as.numeric(gsub("[^0-9]", "", grep("^VmHWM", status, value = TRUE))) * 1024 / 1e6
}

if (arguments[1] == "PROBE") {
  installed <- Filter(function(name) requireNamespace(name, quietly = TRUE), c("uwot", "Rtsne"))
  versions <- vapply(installed, function(name) as.character(packageVersion(name)), "")
  cat(sprintf("{%s}\n", paste(sprintf('"%s": "%s"', installed, versions), collapse = ", ")))
} else {
  samples <- read_npy(arguments[2])
  threads <- as.integer(arguments[6])
  job <- strsplit(arguments[1], "-")[[1]]
  setting <- as.numeric(job[2])
  set.seed(as.integer(arguments[7]))
  if (job[1] == "uwot") {
    library(uwot)
    seconds <- system.time(picture <- umap(samples, n_neighbors = setting, min_dist = as.numeric(job[3]), n_threads = threads, n_sgd_threads = threads))[["elapsed"]]
  } else {
    library(Rtsne)
    seconds <- system.time(picture <- Rtsne(samples, perplexity = setting, pca = FALSE, check_duplicates = FALSE, num_threads = threads)$Y)[["elapsed"]]
  }
  write_npy(picture, arguments[5])
  cat(sprintf('{"seconds": %f, "peak_mb": %f}\n', seconds, peak_mb()))
}
