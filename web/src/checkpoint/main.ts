document.title = 'Checkpoint'
