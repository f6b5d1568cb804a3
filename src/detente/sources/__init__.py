"""Where bytes come from: files, folders, JSONL rows, standard input."""
