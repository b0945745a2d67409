"""Pictures as SVG, drawn from records alone; their colours are the page's."""
