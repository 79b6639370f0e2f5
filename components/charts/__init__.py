"""Charts: DataFrame in, plotly Figure or Exhibit out. No Streamlit, no I/O."""
